"""The office's addresses of the release desk, below admin/; the speaker's stand in news/urls.py."""

from django.urls import path

from news.release_desk import (
    ask,
    board,
    decide,
    preview,
    proof,
    publish,
    quotations,
    record,
    remind,
    remind_all,
    withdraw,
)
from news.release_desk.verbs import VERBS

ITEM = "news/newsitem/<int:item_pk>"
REMIND = "news/authorisationrequest/remind/"


def desk_urls(guard):
    """Return the addresses; `guard` makes a page of the office of a view (AdminSite.admin_view)."""

    def page(address, view, name, **kwargs):
        return path(address, guard(view), kwargs, f"news_{name}")

    return [
        page(f"{ITEM}/board/", board.board_page, "newsitem_board"),
        page(f"{ITEM}/ask/", ask.ask_page, "newsitem_ask"),
        page(f"{ITEM}/remind/<int:pk>/", remind.remind_page, "newsitem_remind"),
        page(REMIND, remind_all.remind_all_page, "authorisationrequest_remind"),
        page(f"{ITEM}/close-link/<int:pk>/", remind.close_link_page, "newsitem_close_link"),
        page(f"{ITEM}/answer/<int:pk>/", decide.answer_page, "newsitem_answer"),
        page(f"{ITEM}/leave-out/<int:pk>/", decide.leave_out_page, "newsitem_leave_out"),
        page(f"{ITEM}/override/", decide.override_page, "newsitem_override"),
        page(f"{ITEM}/quotations/", quotations.quotations_page, "newsitem_quotations"),
        page(
            f"{ITEM}/quotations/<slug:fingerprint>/",
            quotations.make_statement_page,
            "newsitem_make_statement",
        ),
        page(f"{ITEM}/authorise/", record.record_for_item_page, "newsitem_authorise"),
        *(
            page(f"{ITEM}/{verb.key}/", publish.verb_page, f"newsitem_{verb.key}", verb=verb)
            for verb in VERBS
        ),
        page(f"{ITEM}/previews/", preview.previews_page, "newsitem_previews"),
        page(f"{ITEM}/revoke-preview/<int:pk>/", preview.revoke_page, "newsitem_revoke_preview"),
        page(f"{ITEM}/proof/", proof.proof_page, "newsitem_proof"),
        page(f"{ITEM}/proof.csv", proof.proof_csv, "newsitem_proof_csv"),
        page(
            "news/statement/<int:pk>/authorise/",
            record.record_for_statement_page,
            "statement_authorise",
        ),
        page("news/statement/<int:pk>/withdraw/", withdraw.withdraw_page, "statement_withdraw"),
        page("news/authorisation/<int:pk>/revoke/", record.revoke_page, "authorisation_revoke"),
    ]
