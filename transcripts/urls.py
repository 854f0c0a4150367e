"""The transcripts' part of the site map: the import desk, readers' corrections, media."""

from __future__ import annotations

from django.urls import path

from transcripts.views import corrections, feeds, hearings, imports, kept_words, profiles, recordings

urlpatterns = [
    path("kept-words/", kept_words.kept_words, name="kept_words"),
    path("shows/<slug:show>/<slug:episode>/correct/", corrections.correction_offer, name="correction_offer"),
    path("corrections/", corrections.correction_list, name="correction_list"),
    path("corrections/<int:pk>/", corrections.correction_decide, name="correction_decide"),
    path("recordings/<int:pk>/media/", recordings.recording_media, name="recording_media"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/look/", imports.import_look, name="import_look"),
    path("imports/<int:pk>/follow/", imports.import_follow, name="import_follow"),
    path("imports/together/<int:pk>/", imports.import_batch, name="import_batch"),
    path("imports/<int:pk>/cancel/", imports.import_cancel, name="import_cancel"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("hearings/", hearings.hearing_list, name="hearing_list"),
    path("hearings/<int:pk>/cancel/", hearings.hearing_cancel, name="hearing_cancel"),
    path("speakers/<slug:speaker>/voice/", profiles.speaker_voice, name="speaker_voice"),
    path("speakers/<slug:speaker>/voice/switch/", profiles.speaker_voice_switch, name="speaker_voice_switch"),
    path("speakers/<slug:speaker>/voice/forget/", profiles.speaker_voice_forget, name="speaker_voice_forget"),
    path("voice-samples/<int:pk>/confirm/", profiles.voice_sample_confirm, name="voice_sample_confirm"),
    path("voice-samples/<int:pk>/remove/", profiles.voice_sample_remove, name="voice_sample_remove"),
    path("voice-receipts/<int:pk>/", profiles.voice_receipt, name="voice_receipt"),
    path("voice-receipts/<int:pk>/receipt.json", profiles.voice_receipt_file, name="voice_receipt_file"),
    path("voices/<slug:show>/", profiles.show_voices, name="show_voices"),
    path("feeds/", feeds.feed_list, name="feed_list"),
    path("feeds/<int:pk>/", feeds.feed_detail, name="feed_detail"),
    path("feeds/<int:pk>/ask/", feeds.feed_ask, name="feed_ask"),
    path("feeds/<int:pk>/drop/", feeds.feed_drop, name="feed_drop"),
]
