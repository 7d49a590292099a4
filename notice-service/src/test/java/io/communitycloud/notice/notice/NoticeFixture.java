package io.communitycloud.notice.notice;

import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Colour;
import io.communitycloud.notice.category.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices as tests speak of them. */
public final class NoticeFixture {

    private String id = "01KAM3C9W0N0000000000000NT";
    private String area = "310101002001";
    private List<String> path = List.of("310000000000", "310101000000", "310101002000", "310101002001");
    private String title = "停水通知";
    private String text = "明日九时至十一时停水。";
    private String category = "service_outage";
    private Set<Channel> channels = Set.of(Channel.APP);
    private Priority priority = Priority.NORMAL;
    private @Nullable Colour colour;
    private boolean exercise;
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");
    private @Nullable Instant from;
    private Duration life = Duration.ofDays(7);

    public static NoticeFixture aNotice() {
        return new NoticeFixture();
    }

    public NoticeFixture named(String newId) {
        id = newId;
        return this;
    }

    public NoticeFixture to(String... newPath) {
        path = List.of(newPath);
        area = path.getLast();
        return this;
    }

    public NoticeFixture of(String newCategory) {
        category = newCategory;
        return this;
    }

    public NoticeFixture titled(String newTitle) {
        title = newTitle;
        return this;
    }

    public NoticeFixture saying(String newText) {
        text = newText;
        return this;
    }

    public NoticeFixture by(Channel... newChannels) {
        channels = Set.of(newChannels);
        return this;
    }

    public NoticeFixture urgent() {
        priority = Priority.URGENT;
        return this;
    }

    public NoticeFixture coloured(Colour newColour) {
        colour = newColour;
        return this;
    }

    public NoticeFixture inAnExercise() {
        exercise = true;
        return this;
    }

    public NoticeFixture at(Instant moment) {
        now = moment;
        return this;
    }

    public NoticeFixture validFrom(Instant moment) {
        from = moment;
        return this;
    }

    public NoticeFixture living(Duration newLife) {
        life = newLife;
        return this;
    }

    Content content() {
        Instant begin = from == null ? now : from;
        return new Content(title, text, category, channels, priority, colour, exercise, begin, begin.plus(life));
    }

    Notice draft() {
        return Notice.draft(id, area, path, content(), now);
    }

    /** Publishes it in a repository. */
    public Notice publishedIn(Notices notices) {
        Notice notice = draft();
        notice.publish(now);
        notices.save(notice);
        return notice;
    }

    /** Takes a notice of a repository back. */
    public static void recall(Notices notices, String id, Instant now) {
        notices.act(id, notice -> notice.recall("entered by mistake", now));
    }
}
