from frcnn_desktop.core.class_names import similar_names, similar_names_message


def test_that_names_which_differ_by_case_or_blanks_only_are_found_and_said() -> None:
    names = ["Car", "dog bowl", "car", "007", "dogbowl", "7", "cat"]
    assert similar_names(names) == (("Car", "car"), ("dog bowl", "dogbowl"))
    assert str(similar_names_message(("Car", "car"))).startswith(
        "The class names 'Car', 'car' differ by case"
    )
