"""The kinds of files that the installed application offers to open, for every system's own form."""

from __future__ import annotations

IDENTIFIER = "org.frcnn_desktop.frcnn_desktop"
"""Stands for a domain: put the publisher's own here and into linux/*.metainfo.xml before a first release"""
MIME_TYPES = (
    "image/jpeg",
    "image/png",
    "image/bmp",
    "image/webp",
    "image/tiff",
    "inode/directory",
)
MAC_TYPES = ("public.jpeg", "public.png", "com.microsoft.bmp", "org.webmproject.webp", "public.tiff")
SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff")


def mac_document_types() -> list[dict[str, object]]:
    """Return CFBundleDocumentTypes: offered beside what the person uses now, never in its place."""
    return [
        {
            "CFBundleTypeName": "Image",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": list(MAC_TYPES),
        },
        {
            "CFBundleTypeName": "Folder",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["public.folder"],
        },
    ]
