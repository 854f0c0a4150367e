from __future__ import annotations

from django.test import override_settings

from transcripts.door import options_here


@override_settings(FETCH_USER_AGENT="Debates of Ghent (editor@debates.example)")
def test_a_site_names_itself_as_its_settings_say() -> None:
    assert options_here().user_agent == "Debates of Ghent (editor@debates.example)"


@override_settings(FETCH_USER_AGENT="")
def test_a_site_without_a_name_of_its_own_is_counterpoint() -> None:
    assert options_here().user_agent.startswith("Counterpoint/")
