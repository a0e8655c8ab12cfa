"""Undo and redo over whole states."""

from events_console.ui.undo_stack import MOST_STEPS, Step, UndoStack


def test_the_last_steps_are_kept_and_the_oldest_make_way() -> None:
    entered: list[int] = []
    stack: UndoStack[int] = UndoStack(lambda state, _path: entered.append(state))
    for number in range(MOST_STEPS + 3):
        stack.push(Step(number, number + 1, f"Step {number}", ""))
    entered.clear()
    while stack.undo_text:
        stack.undo()
    assert entered == [*range(MOST_STEPS + 2, 2, -1)]
    entered.clear()
    while stack.redo_text:
        stack.redo()
    assert entered == [*range(4, MOST_STEPS + 4)]
