"""XML from outside: no entities, no second document, no depth or length without end."""

from lxml import etree


def xml_parser(*, recover: bool = False) -> etree.XMLParser:
    """Return a parser for one hostile document. ``recover`` reads on after mistakes, which its ``error_log`` keeps."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
