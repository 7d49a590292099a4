package io.communitycloud.emergency.timeline;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.emergency.incident.Incidents;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Timelines over HTTP. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/timeline")
class TimelineController {

    private final Incidents incidents;
    private final Timeline timeline;

    TimelineController(Incidents incidents, Timeline timeline) {
        this.incidents = incidents;
        this.timeline = timeline;
    }

    /** What happened about the incident, told by every service, each thing once, in the order in which it happened. */
    @GetMapping
    Page<TimelineEntryView> readTimeline(@PathVariable String id, PageRequest page, Scope scope) {
        return timeline.page(incidents.require(id, scope), scope, page).map(TimelineEntryView::of);
    }

    /**
     * An entry as it is shown.
     *
     * @param id of the event that told it
     * @param subject the thing it happened to
     * @param by who did it, where the event says so
     */
    record TimelineEntryView(
            String id,
            Instant at,
            String type,
            String topic,
            String subject,
            @Nullable String activationId,
            @Nullable String step,
            @Nullable String code,
            boolean exercise,
            @Nullable String by) {

        static TimelineEntryView of(TimelineEntry entry) {
            return new TimelineEntryView(
                    entry.id(),
                    entry.at(),
                    entry.type(),
                    entry.topic(),
                    entry.subject(),
                    entry.activation(),
                    entry.step(),
                    entry.code(),
                    entry.exercise(),
                    entry.by());
        }
    }
}
