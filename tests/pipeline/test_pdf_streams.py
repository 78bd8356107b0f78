"""Streams whose length nobody can misread."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf

from fokusrapport.pipeline.pdf_streams import settle_stream_ends


def ending_in_carriage_return() -> bytes:
    """Some text whose packed form ends in CR."""
    texts = (f"BT ({number}) Tj ET".encode() for number in range(100_000))
    return next(text for text in texts if zlib.compress(text).endswith(b"\r"))


def test_a_stream_that_ends_in_a_carriage_return_is_packed_again() -> None:
    """After settling, the stream holds the same text and no longer ends in CR; before, it did."""
    text = ending_in_carriage_return()
    with pikepdf.new() as document:
        document.Root.Probe = document.make_indirect(pikepdf.Stream(document, b""))
        document.Root.Probe.write(zlib.compress(text), filter=pikepdf.Name.FlateDecode)
        assert document.Root.Probe.read_raw_bytes().endswith(b"\r")
        settle_stream_ends(document)
        assert not document.Root.Probe.read_raw_bytes().endswith(b"\r")
        assert document.Root.Probe.read_bytes() == text


def test_other_streams_are_left_as_they_are() -> None:
    """A stream with another ending keeps its bytes."""
    packed = zlib.compress(b"BT (1) Tj ET")
    assert not packed.endswith(b"\r")
    with pikepdf.new() as document:
        document.Root.Probe = document.make_indirect(pikepdf.Stream(document, b""))
        document.Root.Probe.write(packed, filter=pikepdf.Name.FlateDecode)
        settle_stream_ends(document)
        assert document.Root.Probe.read_raw_bytes() == packed


def test_no_stream_of_a_saved_document_ends_in_a_carriage_return() -> None:
    """A stream that was not packed is packed here, not by the save, whose packing may end in CR."""
    text = ending_in_carriage_return()
    with pikepdf.new() as document:
        document.Root.Probe = document.make_indirect(pikepdf.Stream(document, text))
        settle_stream_ends(document)
        buffer = BytesIO()
        document.save(buffer, compress_streams=False)
    with pikepdf.open(buffer) as saved:
        assert saved.Root.Probe.read_bytes() == text
        assert not saved.Root.Probe.read_raw_bytes().endswith(b"\r")


def test_metadata_stays_readable() -> None:
    """The metadata of a document is not packed: archives read it without knowing PDF."""
    with pikepdf.new() as document:
        document.Root.Metadata = document.make_indirect(pikepdf.Stream(document, b"<x/>", Type=pikepdf.Name.Metadata))
        settle_stream_ends(document)
        assert document.Root.Metadata.read_raw_bytes() == b"<x/>"
