"""R4: who speaks in the end, and what that voice is to a provision."""

from __future__ import annotations

from collections.abc import Mapping

from .records import Agent, Agreement, Provision


def top_of(agent: str, agents: Mapping[str, Agent]) -> str:
    """The top of an agent's `part_of`; an outlet is its own top."""
    here = agents[agent]
    while here.kind != "outlet" and here.part_of is not None:
        here = agents[here.part_of]
    return here.id


def role_of(asserter: str, provision: Provision, agreement: Agreement, agents: Mapping[str, Agent]) -> str:
    """`self`, `monitor`, `party` or `third`: what the first asserter is towards a provision."""
    top = top_of(asserter, agents)
    if (
        provision.addressee is not None
        and agents[top].kind != "outlet"
        and top == top_of(provision.addressee, agents)
    ):
        return "self"
    if asserter in provision.monitored_by:
        return "monitor"
    if any(top == top_of(party.agent, agents) for party in agreement.parties):
        return "party"
    return "third"
