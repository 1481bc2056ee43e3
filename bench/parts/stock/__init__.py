"""The smallest stock Wagtail site that can hold the corpus: to compare with, never part of Standfirst."""
