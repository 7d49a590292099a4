package io.communitycloud.notice.notice;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.category.Categories;
import io.communitycloud.notice.category.Category;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Publishes what the steps of an activation ask for, in the platform's own name and nowhere outside the activation's area,
 * and takes it back.
 */
@Service
public class AnsweringActivations {

    private static final Logger LOG = LoggerFactory.getLogger(AnsweringActivations.class);

    private final Notices notices;
    private final NoticeRules rules;
    private final Categories categories;
    private final AreaTree areas;
    private final WorkSignal signal;
    private final Clock clock;

    AnsweringActivations(
            Notices notices, NoticeRules rules, Categories categories, AreaTree areas, WorkSignal signal, Clock clock) {
        this.notices = notices;
        this.rules = rules;
        this.categories = categories;
        this.areas = areas;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Answers a step of an activation: publishes what it asks for or says why not, once whoever asks how often.
     *
     * @throws Refused 503 while the area of the activation is not known
     */
    public void answer(Asked asked) {
        List<String> within = areas.path(asked.within());
        if (within.isEmpty()) {
            throw new Refused(Refusal.of("area-not-known-yet", Refusal.Kind.UNAVAILABLE));
        }
        if (notices.find(asked.occasion().noticeId(), Scope.everything()).isPresent()) {
            return;
        }
        keep(answerTo(asked, within, clock.instant()));
        signal.raise();
    }

    /**
     * Takes back what an activation, or one step of it, has published and what still runs.
     *
     * @param step null for all of the activation
     */
    public void recall(String activation, @Nullable String step, String reason) {
        for (Notice each : notices.running(activation)) {
            if (step == null || step.equals(each.step())) {
                notices.act(each.id(), found -> {
                    if (found.status() == NoticeState.PUBLISHED) {
                        found.recall(reason, clock.instant());
                    }
                });
            }
        }
        signal.raise();
    }

    private Notice answerTo(Asked asked, List<String> within, Instant now) {
        List<String> path = areas.path(asked.area());
        try {
            requireWithin(asked, path);
            Content content = contentOf(asked, now);
            rules.check(content);
            return Notice.answer(asked.occasion(), asked.area(), path, content, now);
        } catch (Refused refused) {
            // It belongs to whoever activated the plan where its own area is none of hers.
            boolean own = path.contains(asked.within());
            return Notice.refuse(
                    asked.occasion(),
                    own ? asked.area() : asked.within(),
                    own ? path : within,
                    said(asked, known(asked.channels()), Priority.NORMAL, now, now),
                    refused.refusal().code(),
                    now);
        }
    }

    private static void requireWithin(Asked asked, List<String> path) {
        if (path.isEmpty()) {
            throw new Refused(NoticeRefusal.OfStep.UNKNOWN_AREA);
        }
        if (!path.contains(asked.within())) {
            throw new Refused(NoticeRefusal.OfStep.AREA_OUTSIDE);
        }
    }

    /** It lives as long as its category lets it: the end of the activation takes it back before. */
    private Content contentOf(Asked asked, Instant now) {
        Instant deadline = asked.deadline();
        if (deadline != null && now.isAfter(deadline)) {
            throw new Refused(NoticeRefusal.OfStep.DEADLINE_MISSED);
        }
        Category category =
                categories.find(asked.category()).orElseThrow(() -> new Refused(NoticeRefusal.OfStep.UNKNOWN_CATEGORY));
        Set<Channel> channels = known(asked.channels());
        if (asked.channels().stream().anyMatch(name -> Channel.find(name).isEmpty())) {
            throw new Refused(NoticeRefusal.OfStep.UNKNOWN_CHANNEL);
        }
        if (channels.isEmpty()) {
            throw new Refused(NoticeRefusal.OfStep.NO_CHANNEL);
        }
        return said(asked, channels, priority(channels, deadline, now), now, now.plus(category.longestLife()));
    }

    /** Nobody is woken for what may be told in the morning. */
    private Priority priority(Set<Channel> channels, @Nullable Instant deadline, Instant now) {
        boolean sleepsTooLong = deadline != null
                && channels.stream()
                        .flatMap(
                                channel -> categories.quietHours().endFor(channel, Priority.NORMAL, null, now).stream())
                        .anyMatch(deadline::isBefore);
        return sleepsTooLong ? Priority.URGENT : Priority.NORMAL;
    }

    private static Set<Channel> known(List<String> names) {
        Set<Channel> known = new TreeSet<>();
        names.forEach(name -> Channel.find(name).ifPresent(known::add));
        return known;
    }

    private static Content said(Asked asked, Set<Channel> channels, Priority priority, Instant from, Instant until) {
        return new Content(
                asked.title(), asked.text(), asked.category(), channels, priority, null, asked.exercise(), from, until);
    }

    private void keep(Notice answer) {
        try {
            notices.save(answer);
        } catch (DuplicateKeyException answeredMeanwhile) {
            LOG.debug("The same answer was given by another instance", answeredMeanwhile);
        }
    }
}
