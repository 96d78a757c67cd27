"""What is wrong with the text of a query."""

from frcnn_desktop.core.message_templates.plural import Plural

TEMPLATES: dict[str, str | Plural] = {
    "search.after_quote": "A blank is missing after the closing quotation mark.",
    "search.no_choice": "{key}: takes {values}, not “{value}”.",
    "search.no_day": "“{value}” is no date. Write it like {example}",
    "search.no_number": "“{value}” is no number. {key}: is written like {example}",
    "search.no_value": "{key}: needs a value, for example {example}",
    "search.not_compared": "{key}: cannot be compared by {sign}. Write it like {example}",
    "search.nothing_quoted": "There is nothing between the quotation marks.",
    "search.open_quote": "The quotation mark is not closed.",
    "search.or_alone": "“or” stands between two terms. In quotation marks it is a word.",
    "search.unknown_key": "There is no key “{key}”. Text with a colon goes in quotation marks.",
}
