"""Seeing inside: every stage of Fast R-CNN on the photo, one RoI in detail, and pictures of both.

`walk/`: one immutable `Walk`, `views` are complete parts of it; `stages/`, one file each, where `registry`
finds them; canvas and files share `paint`. `example/`, `inspector/`, `comparison/`, `pictures/` (a
`PictureSource` on the `PictureShelf`); `see_inside` composes them (ADR 16).
"""
