package io.communitycloud.team.activity;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.team.activity.RecordingActivities.RecordActivity;
import io.communitycloud.team.team.Teams;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What teams did, over HTTP. */
@RestController
@RequestMapping("/api/v1/teams/{id}/activities")
class ActivityController {

    private final RecordingActivities recording;
    private final Activities activities;
    private final Teams teams;

    ActivityController(RecordingActivities recording, Activities activities, Teams teams) {
        this.recording = recording;
        this.activities = activities;
        this.teams = teams;
    }

    /** Enters what the team did; that activates it, or wakes it where it slept. */
    @PostMapping
    ResponseEntity<ActivityView> recordActivity(
            @PathVariable String id, @Valid @RequestBody Report body, @Nullable IdempotencyKey key, Scope scope) {
        Activity activity = recording.record(
                id, new RecordActivity(body.kind(), body.on(), body.participants(), body.note()), key, scope);
        return ResponseEntity.created(URI.create("/api/v1/teams/" + id + "/activities"))
                .eTag(Etags.of(activity.version(), "full"))
                .body(ActivityView.of(activity));
    }

    /** What the team did, latest day first. */
    @GetMapping
    Page<ActivityView> listActivities(@PathVariable String id, PageRequest page, Scope scope) {
        return activities.of(teams.require(id, scope).id(), scope, page).map(ActivityView::of);
    }

    /** What is told of an activity. */
    record Report(
            @NotNull ActivityKind kind,
            @NotNull LocalDate on,
            @Min(1) @Max(10_000) int participants,
            @Nullable @Size(min = 1, max = 200) String note) {}

    /** An activity as it is shown. */
    record ActivityView(
            String id,
            String teamId,
            String area,
            ActivityKind kind,
            LocalDate on,
            int participants,
            @Nullable String note,
            Instant createdAt) {

        static ActivityView of(Activity activity) {
            return new ActivityView(
                    activity.id(),
                    activity.team(),
                    activity.area(),
                    activity.kind(),
                    activity.on(),
                    activity.participants(),
                    activity.note(),
                    activity.createdAt());
        }
    }
}
