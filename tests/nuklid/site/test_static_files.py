"""Collected for a server, the style sheet is one file, hashed and compressed."""

from django.contrib.staticfiles.finders import FileSystemFinder

from nuklid.site.static_files import OneStyleSheet


def test_parts_are_collected_into_their_layer(tmp_path):
    wanted = ("css/site", "css/parts", "fonts/")
    found = {name: (kept, name) for name, kept in FileSystemFinder().list([])}
    found = {name: source for name, source in found.items() if name.startswith(wanted)}
    collected = OneStyleSheet(location=tmp_path)
    for name, (kept, _) in found.items():
        collected.save(name, kept.open(name))
    assert all(collected.post_process(found))
    hashed = collected.hashed_files
    sheet = (tmp_path / hashed["css/site.css"]).read_text()
    assert "@import" not in sheet
    assert "@layer parts {\n/*" in sheet
    assert hashed["fonts/figtree.woff2"].removeprefix("fonts/") in sheet
