"""Nonsense in the administration's addresses is never a fault of the server."""

from __future__ import annotations

import pytest

NUMBER = "9" * 24
ADDRESSES = [
    *("images/?q=%00", "images/?collection_id=abc", f"images/?collection_id={NUMBER}"),
    *("images/?p=999999999", "images/?tag=%00", "images/?ordering=uploaded_by_user__password"),
    *("images/chooser/?q=%00", "documents/?q=%00", f"images/{NUMBER}/", f"pages/{NUMBER}/"),
    *("?show=%00&page=999999999", "pages/search/?q=%00", "choose-page/search/?q=%00"),
    *(
        "choose-page/?page_type=a.b",
        "choose-page/?parent_page_id=%00",
        "tag-autocomplete/?term=%00",
    ),
    *("api/main/pages/?id=%00", f"api/main/pages/?child_of={NUMBER}", "api/main/pages/?order=x"),
    *("snippets/core/place/?q=%00", "mails/?language=%00"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nonsense_is_answered(address, own, client_for):
    client = client_for(own.library, own.editor)
    assert client.get(f"/admin/{address}").status_code < 500
