package io.communitycloud.notice.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.TestCity;
import io.communitycloud.notice.WorkedByHand;
import io.communitycloud.notice.activation.ActivationListener.ActivationEnded;
import io.communitycloud.notice.activation.ActivationListener.ActivationStarted;
import io.communitycloud.notice.activation.ActivationListener.NoticeStep;
import io.communitycloud.notice.activation.ActivationListener.StepCompensated;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Priority;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.NoticeState;
import io.communitycloud.notice.notice.Notices;
import io.communitycloud.notice.notice.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What households are told for a plan that is activated, and what of it remains when it is over. */
class ActivationTest extends WorkedByHand {

    private static final String TITLE = "关于启动公共卫生应急响应的通知";
    private static final String BODY = "本区已启动公共卫生应急响应，请留意社区通知，配合工作人员，减少聚集。";

    private final ActivationListener listener;
    private final Notices notices;

    ActivationTest(@Autowired ActivationListener listener, @Autowired Notices notices) {
        this.listener = listener;
        this.notices = notices;
    }

    @BeforeEach
    void moveToAWorkingDay() {
        Instant nextDay = clock.instant().plus(Duration.ofDays(1));
        Instant tenInTheMorning = nextDay.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(2));
        clock.advance(Duration.between(clock.instant(), tenInTheMorning));
    }

    @Test
    void publishesWhatASamplePlanTellsAndOnceOnly() {
        ActivationStarted start = started("act-1", false, told("tell"));
        listener.started(start);
        Notice published = notice("act-1.tell");
        assertThat(published.status()).isEqualTo(NoticeState.PUBLISHED);
        assertThat(published.work()).isEqualTo(Work.FAN_OUT);
        assertThat(published.area()).isEqualTo(TestCity.DISTRICT);
        assertThat(published.scope()).containsExactly(TestCity.CITY, TestCity.DISTRICT);
        assertThat(published.content().title()).isEqualTo(TITLE);
        assertThat(published.content().text()).isEqualTo(BODY);
        assertThat(published.content().channels()).containsExactly(Channel.APP, Channel.SMS, Channel.WECHAT);
        assertThat(published.content().priority()).isEqualTo(Priority.NORMAL);
        assertThat(published.content().exercise()).isFalse();
        assertThat(published.content().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(92)));

        clock.advance(Duration.ofMinutes(5));
        listener.started(start);
        assertThat(notice("act-1.tell").version()).isEqualTo(1);
        assertThat(types("act-1.tell")).containsExactly("notice-drafted", "notice-published");
        assertThat(data("act-1.tell", 1)).contains("\"cause\":\"act-1\"", "\"step\":\"tell\"");
    }

    @Test
    void lacksNothingThatACrashCouldHaveTaken() {
        listener.started(started("act-2", false, told("tell")));
        // One write holds the draft, its publication and the work that is left: there is no moment in between.
        Document stored = stored("act-2.tell");
        assertThat(stored.getLong("version")).isEqualTo(1);
        assertThat(stored.getString("status")).isEqualTo("PUBLISHED");
        assertThat(stored.getString("work")).isEqualTo("FAN_OUT");
        assertThat(stored.getList("outbox", Document.class)).hasSize(2);
    }

    @Test
    void keepsAnExerciseOne() {
        listener.started(started("drill-1", true, told("tell"), refused("other", "gossip", TestCity.DISTRICT, "APP")));
        assertThat(notice("drill-1.tell").content().exercise()).isTrue();
        assertThat(data("drill-1.tell", 1)).contains("\"exercise\":true");
        assertThat(data("drill-1.other", 0)).contains("\"exercise\":true");
        listener.ended(new ActivationEnded("drill-1", "演练结束"));
        assertThat(data("drill-1.tell", 2)).contains("\"exercise\":true");
    }

    @ParameterizedTest
    @CsvSource({
        "gossip, 310101002001, APP, unknown-category, 310101002001",
        "epidemic, 310101009999, APP, unknown-area, 310101000000",
        "epidemic, 310110009001, APP, area-outside-activation, 310101000000",
        "epidemic, 310000000000, APP, area-outside-activation, 310101000000",
        "epidemic, 310101002001, , no-channel, 310101002001",
        "epidemic, 310101002001, PIGEON, unknown-channel, 310101002001",
        "epidemic, 310101002001, LOUDSPEAKER, channel-not-of-category, 310101002001"
    })
    void refusesOnceWhatCannotBeTold(
            String category, String area, @Nullable String channel, String code, String refusedFor) {
        NoticeStep step = channel == null ? refused("tell", category, area) : refused("tell", category, area, channel);
        ActivationStarted start = started("act-3", false, step, told("next"));
        listener.started(start);
        listener.started(start);
        assertThat(types("act-3.tell")).containsExactly("notice-refused");
        assertThat(data("act-3.tell", 0))
                .contains(
                        "\"code\":\"" + code + "\"",
                        "\"cause\":\"act-3\"",
                        "\"step\":\"tell\"",
                        "\"area\":\"" + refusedFor + "\"",
                        "\"exercise\":false");
        assertThat(notice("act-3.tell").status()).isEqualTo(NoticeState.REFUSED);
        assertThat(notice("act-3.tell").work()).isEqualTo(Work.NONE);
        assertThat(notice("act-3.next").status()).isEqualTo(NoticeState.PUBLISHED);
        listener.ended(new ActivationEnded("act-3", "over"));
        assertThat(types("act-3.tell")).hasSize(1);
    }

    @Test
    void refusesATitleThatAChannelDoesNotTake() {
        Instant deadline = clock.instant().plus(Duration.ofMinutes(15));
        listener.started(started(
                "act-4",
                false,
                new NoticeStep(
                        "tell", TestCity.DISTRICT, "epidemic", "题".repeat(21), BODY, List.of("wechat"), deadline)));
        assertThat(data("act-4.tell", 0)).contains("\"code\":\"too-long-for-channel\"");
    }

    @Test
    void tellsNobodyAfterTheDeadline() {
        ActivationStarted start = started("act-5", false, told("tell"));
        clock.advance(Duration.ofMinutes(15).plusMillis(1));
        listener.started(start);
        assertThat(data("act-5.tell", 0)).contains("\"code\":\"deadline-missed\"");
    }

    @Test
    void wakesPeopleOnlyForWhatCannotWaitForTheMorning() {
        clock.advance(Duration.ofHours(13)); // 23:00
        Instant noon = clock.instant().plus(Duration.ofHours(13));
        listener.started(started(
                "act-6",
                false,
                told("now"),
                new NoticeStep("later", TestCity.DISTRICT, "epidemic", TITLE, BODY, List.of("SMS"), noon),
                new NoticeStep("open", TestCity.DISTRICT, "epidemic", TITLE, BODY, List.of("SMS"), null)));
        assertThat(notice("act-6.now").content().priority()).isEqualTo(Priority.URGENT);
        assertThat(notice("act-6.later").content().priority()).isEqualTo(Priority.NORMAL);
        assertThat(notice("act-6.open").content().priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void takesBackWhatStillRunsWhenTheActivationEnds() {
        listener.started(started("act-7", false, told("tell"), told("more")));
        listener.started(started("act-8", false, told("tell")));
        listener.ended(new ActivationEnded("act-7", "incident closed"));
        listener.ended(new ActivationEnded("act-7", "incident closed"));
        assertThat(types("act-7.tell")).containsExactly("notice-drafted", "notice-published", "notice-recalled");
        assertThat(types("act-7.more")).hasSize(3);
        assertThat(data("act-7.tell", 2)).contains("\"cause\":\"act-7\"", "\"step\":\"tell\"");
        assertThat(stored("act-7.tell").getString("recallReason")).isEqualTo("incident closed");
        assertThat(notice("act-8.tell").status()).isEqualTo(NoticeState.PUBLISHED);

        listener.started(started("act-7", false, told("tell"), told("more")));
        assertThat(notice("act-7.tell").status()).isEqualTo(NoticeState.RECALLED);
    }

    @Test
    void takesBackTheOneStepThatIsCompensated() {
        listener.started(started("act-9", false, told("tell"), told("more")));
        listener.compensated(new StepCompensated("act-9", "tell", "CONVERSION", "deadline-missed"));
        assertThat(notice("act-9.tell").status()).isEqualTo(NoticeState.PUBLISHED);
        listener.compensated(new StepCompensated("act-9", "tell", "NOTICE", "deadline-missed"));
        assertThat(notice("act-9.tell").status()).isEqualTo(NoticeState.RECALLED);
        assertThat(notice("act-9.more").status()).isEqualTo(NoticeState.PUBLISHED);
    }

    @Test
    void waitsForTheAreas() {
        ActivationStarted start = new ActivationStarted("act-10", "310199000000", false, List.of(told("tell")));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> listener.started(start))
                .matches(refused -> refused.refusal().kind().retriable());
        assertThat(notices.find("act-10.tell", Scope.everything())).isEmpty();
    }

    @Test
    void leavesAnActivationWithoutNoticesAlone() {
        listener.started(new ActivationStarted("act-11", TestCity.DISTRICT, false, null));
        listener.ended(new ActivationEnded("act-11", "over"));
        assertThat(mongo.getCollection("notices").countDocuments()).isZero();
    }

    /** As the sample plan of the emergency service has it. */
    private NoticeStep told(String step) {
        Instant deadline = clock.instant().plus(Duration.ofMinutes(15));
        List<String> channels = List.of("APP", "SMS", "WECHAT");
        return new NoticeStep(step, TestCity.DISTRICT, "epidemic", TITLE, BODY, channels, deadline);
    }

    private static NoticeStep refused(String step, String category, String area, String... channels) {
        return new NoticeStep(step, area, category, TITLE, BODY, channels.length == 0 ? null : List.of(channels), null);
    }

    private static ActivationStarted started(String id, boolean exercise, NoticeStep... steps) {
        return new ActivationStarted(id, TestCity.DISTRICT, exercise, List.of(steps));
    }

    private Notice notice(String id) {
        return notices.require(id, Scope.everything());
    }

    private String data(String id, int number) {
        return String.valueOf(outbox(id).get(number).get("data")).replace(": ", ":");
    }

    private List<String> types(String id) {
        return outbox(id).stream()
                .map(event -> event.getString("type")
                        .replace("communitycloud.notice.", "")
                        .replace(".v1", ""))
                .toList();
    }

    private List<Document> outbox(String id) {
        return stored(id).getList("outbox", Document.class);
    }

    private Document stored(String id) {
        Document found =
                mongo.getCollection("notices").find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }
}
