"""What goes live without the office is listed here once more: nothing joins it by mistake."""

from members.own_page.change_rules import PARTS

AT_ONCE = {
    "texts": "summary_de summary_en",
    "contact": "street_address postal_code address_locality address_country email telephone url",
    "mandate": "job_title_de job_title_en",
}
AFTER_REVIEW = {
    "texts": "description_de description_en boilerplate_de boilerplate_en",
    "facts": "name legal_name founding_year ror_id",
    "logo": "logo logo_alt_text_de logo_alt_text_en",
    "picture": "picture picture_focus picture_alt_text_de picture_alt_text_en "
    "picture_caption_de picture_caption_en picture_credit picture_licence",
    "mandate": "since is_press_contact",
    "mandate_end": "until",
}


def listed(side):
    columns = {key: " ".join(getattr(part, side)) for key, part in PARTS.items()}
    return {key: names for key, names in columns.items() if names}


def test_only_these_columns_go_live_at_once():
    assert listed("free") == AT_ONCE


def test_these_columns_wait_for_the_office():
    assert listed("waiting").items() >= AFTER_REVIEW.items()
