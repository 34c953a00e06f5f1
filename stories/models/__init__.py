"""Stories, and the knowledge bank's methods, tasks and experiences."""

from stories.models.knowledge import KnowledgeIndexPage
from stories.models.methods import MethodPage
from stories.models.stories import StoryIndexPage, StoryPage
from stories.models.trials import ExperiencePage, TaskPage

__all__ = [
    "ExperiencePage",
    "KnowledgeIndexPage",
    "MethodPage",
    "StoryIndexPage",
    "StoryPage",
    "TaskPage",
]
