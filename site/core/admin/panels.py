"""Wagtail's front page panels, kept to one library."""

from __future__ import annotations

from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from core.scope import current_library


def _is_own(item) -> bool:
    library = current_library()
    path = getattr(item, "path", None)
    return library is None or path is None or library.owns_path(path)


class OwnModerationPanel(UserObjectsInWorkflowModerationPanel):
    """Pages of this library that the person sent for approval."""

    def get_context_data(self, parent_context):
        """Leaves out what was sent in another library."""
        context = super().get_context_data(parent_context)
        states = context["workflow_states"]
        context["workflow_states"] = [state for state in states if _is_own(state.content_object)]
        return context


class ToModeratePanel(WorkflowObjectsToModeratePanel):
    """Pages of this library that await the person's approval."""

    def get_context_data(self, parent_context):
        """Leaves out what awaits approval in another library."""
        context = super().get_context_data(parent_context)
        context["states"] = [state for state in context["states"] if _is_own(state["obj"])]
        return context


OWN_PANELS = {
    UserObjectsInWorkflowModerationPanel: OwnModerationPanel,
    WorkflowObjectsToModeratePanel: ToModeratePanel,
}


def keep_to_library(panels: list) -> None:
    """Replace Wagtail's panels by ours, in place."""
    for position, panel in enumerate(panels):
        own = OWN_PANELS.get(type(panel))
        if own is not None:
            panels[position] = own()
