import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from renkei.documents import images, refusals
from renkei.documents.inspection import clean_logo, inspect
from tests.documents.files import pdf, picture, upload


def drawn(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "camera-maker"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif, comment=b"secret-comment")


def test_place_and_camera_leave_a_photo_which_stands_upright():
    before = photo_with_place()
    assert b"camera-maker" in before

    after = inspect(upload(before, "a.jpg")).content

    assert b"camera-maker" not in after
    assert b"secret-comment" not in after
    assert not drawn(after).getexif()
    assert drawn(after).size == (20, 40)


def test_texts_and_anything_behind_a_png_are_dropped():
    note = PngInfo()
    note.add_text("Author", "secret-author")
    before = picture(pnginfo=note, icc_profile=b"secret-profile") + b"PK\x03\x04 secret-tail"

    after = inspect(upload(before, "a.png")).content

    assert b"secret" in before
    assert b"secret" not in after
    assert (drawn(after).mode, drawn(after).info) == ("RGB", {})


@pytest.mark.parametrize(
    ("form", "mode", "kept"),
    [
        ("PNG", "1", "L"),
        ("PNG", "L", "L"),
        ("PNG", "P", "RGB"),
        ("PNG", "RGBA", "RGBA"),
        ("JPEG", "CMYK", "RGB"),
    ],
)
def test_every_sort_of_pixel_is_drawn_anew(form, mode, kept):
    name = "a.png" if form == "PNG" else "a.jpg"

    assert drawn(inspect(upload(picture(form, mode=mode), name)).content).mode == kept


def test_jpeg_has_no_transparency():
    assert drawn(images.encoded(Image.new("RGBA", (4, 4)), "JPEG")).mode == "RGB"


def test_half_an_image_is_refused():
    with pytest.raises(refusals.BrokenFile):
        inspect(upload(picture(size=(400, 400))[:-60], "a.png"))


def test_half_a_photo_is_refused():
    with pytest.raises(refusals.BrokenFile):
        inspect(upload(picture("JPEG", size=(400, 400))[:-900], "a.jpg"))


def test_an_image_of_too_many_pixels_is_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 799)

    with pytest.raises(refusals.TooManyPixels):
        inspect(upload(picture(size=(40, 20)), "a.png"))


def test_a_bomb_of_an_image_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)

    with pytest.raises(refusals.TooManyPixels):
        inspect(upload(picture(size=(40, 20)), "a.png"))


@pytest.mark.parametrize(("size", "kept"), [((2000, 1000), (512, 256)), ((40, 20), (40, 20))])
def test_a_logo_becomes_a_png_of_at_most_512_pixels(size, kept):
    logo = drawn(clean_logo(upload(picture("JPEG", size=size), "a.jpg")))

    assert (logo.format, logo.size) == ("PNG", kept)


def test_a_logo_keeps_its_transparency():
    assert drawn(clean_logo(upload(picture(mode="RGBA"), "a.png"))).mode == "RGBA"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(pdf(), refusals.NotAnImage), (b"", refusals.EmptyFile), (b"<svg/>", refusals.NotAnImage)],
    ids=["pdf", "nothing", "svg"],
)
def test_a_logo_is_an_image(content, refusal):
    with pytest.raises(refusal):
        clean_logo(upload(content, "a.png"))
