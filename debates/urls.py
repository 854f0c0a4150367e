"""The site map."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path

from debates.views import (
    browse,
    claims,
    debates,
    embeds,
    episodes,
    hearing,
    home,
    maps,
    pictures,
    questions,
    reanchoring,
    reports,
    sitemaps,
    speakers,
    standings,
    terms,
    visibility,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": sitemaps.SITEMAPS}, name="sitemap_index"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": sitemaps.SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("debates/", browse.debate_list, name="debate_list"),
    path("speakers/", browse.speaker_list, name="speaker_list"),
    path("shows/", browse.show_list, name="show_list"),
    path("shows/<slug:show>/", browse.show_detail, name="show_detail"),
    path("debates/new/", debates.debate_new, name="debate_new"),
    path("debates/<slug:debate>/", debates.debate_detail, name="debate_detail"),
    path("debates/<slug:debate>/outline/", debates.debate_outline, name="debate_outline"),
    path("debates/<slug:debate>/map/", maps.debate_map, name="debate_map"),
    path("debates/<slug:debate>/map/places.json", maps.debate_map_places, name="debate_map_places"),
    path("debates/<slug:debate>/map/words.json", maps.debate_map_words, name="debate_map_words"),
    path("debates/<slug:debate>/questions/", questions.debate_questions, name="debate_questions"),
    path(
        "debates/<slug:debate>/questions/mark/",
        questions.debate_questions_mark,
        name="debate_questions_mark",
    ),
    path("debates/<slug:debate>/turns-on/", standings.debate_cruxes, name="debate_cruxes"),
    path("debates/<slug:debate>/what-if/", standings.debate_what_if, name="debate_what_if"),
    path("debates/<slug:debate>/time/", standings.debate_time, name="debate_time"),
    path("debates/<slug:debate>/reports/", reports.debate_reports, name="debate_reports"),
    path("debates/<slug:debate>/card.png", pictures.debate_picture, name="debate_picture"),
    path("debates/<slug:debate>/agreed/", debates.debate_agreed, name="debate_agreed"),
    path("debates/<slug:debate>/terms/new/", terms.debate_term_new, name="debate_term_new"),
    path("terms/<slug:term>/change/", terms.term_change, name="term_change"),
    path("debates/<slug:debate>/change/", debates.debate_change, name="debate_change"),
    path("claims/<slug:claim>/", claims.claim_detail, name="claim_detail"),
    path("claims/<slug:claim>/map/", claims.claim_map, name="claim_map"),
    path("claims/<slug:claim>/card.png", pictures.claim_picture, name="claim_picture"),
    path("claims/<slug:claim>/play/", hearing.claim_play, name="claim_play"),
    path("claims/<slug:claim>/place/", claims.claim_place, name="claim_place"),
    path("claims/<slug:claim>/relate/", claims.claim_relate, name="claim_relate"),
    path("claims/<slug:claim>/reply/", visibility.claim_reply, name="claim_reply"),
    path(
        "rights-of-reply/<int:pk>/withdraw/",
        visibility.right_of_reply_withdraw,
        name="right_of_reply_withdraw",
    ),
    path("shows/<slug:show>/<slug:episode>/card.png", pictures.episode_picture, name="episode_picture"),
    path("embed/claims/<slug:claim>/", embeds.claim_embed, name="claim_embed"),
    path("embed/claims/<slug:claim>/map/", embeds.claim_map_embed, name="claim_map_embed"),
    path("shows/<slug:show>/<slug:episode>/", episodes.episode_detail, name="episode_detail"),
    path(
        "shows/<slug:show>/<slug:episode>/versions/<int:version>/",
        episodes.transcript_detail,
        name="transcript_detail",
    ),
    path(
        "shows/<slug:show>/<slug:episode>/visibility/",
        visibility.episode_visibility,
        name="episode_visibility",
    ),
    path(
        "shows/<slug:show>/<slug:episode>/take-down/", visibility.episode_take_down, name="episode_take_down"
    ),
    path("shows/<slug:show>/<slug:episode>/lift/", visibility.episode_lift, name="episode_lift"),
    path("visibility/", visibility.visibility_list, name="visibility_list"),
    path("visibility/<slug:show>/", visibility.visibility_show, name="visibility_show"),
    path("reanchoring/", reanchoring.reanchoring_list, name="reanchoring_list"),
    path("reanchoring/<int:pk>/", reanchoring.reanchoring_decide, name="reanchoring_decide"),
    path("speakers/<slug:speaker>/card.png", pictures.speaker_picture, name="speaker_picture"),
    path("speakers/<slug:speaker>/", speakers.speaker_detail, name="speaker_detail"),
    path("speakers/<slug:speaker>/questions/", questions.speaker_questions, name="speaker_questions"),
    path("how-to-read/", standings.how_to_read, name="how_to_read"),
    path("", include("transcripts.urls")),
    path("sign-in/", LoginView.as_view(template_name="debates/sign_in.html"), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("admin/", admin.site.urls),
]
