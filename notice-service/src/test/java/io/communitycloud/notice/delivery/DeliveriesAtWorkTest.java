package io.communitycloud.notice.delivery;

import static io.communitycloud.notice.notice.NoticeFixture.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.notice.TestCity;
import io.communitycloud.notice.WorkedByHand;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Colour;
import io.communitycloud.notice.channel.OutboxFolder;
import io.communitycloud.notice.household.Households;
import io.communitycloud.notice.household.Neighbourhood;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.NoticeFixture;
import io.communitycloud.notice.notice.NoticeState;
import io.communitycloud.notice.notice.Notices;
import io.communitycloud.notice.notice.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

class DeliveriesAtWorkTest extends WorkedByHand {

    private static final int PATIENCE = 200;

    @Autowired
    private Neighbourhood neighbourhood;

    @Autowired
    private Notices notices;

    @Autowired
    private Households households;

    @Autowired
    private Batches batches;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private FanningOut fanningOut;

    @Autowired
    private Sending sending;

    @Autowired
    private Rounds rounds;

    @Autowired
    private OutboxFolder outbox;

    private Instant before = Instant.EPOCH;

    @BeforeEach
    void moveToAWorkingDay() {
        Instant nextDay = clock.instant().plus(Duration.ofDays(1));
        Instant tenInTheMorning = nextDay.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(2));
        clock.advance(Duration.between(clock.instant(), tenInTheMorning));
        before = clock.instant().minus(Duration.ofDays(30));
    }

    @AfterEach
    void emptyTheFolder() throws IOException {
        FileSystemUtils.deleteRecursively(outbox.folder());
    }

    @Test
    void reachesEveryHouseholdOfTheAreaByEveryChannelOnce() {
        neighbourhood.form(TestCity.COMMITTEE, 700, before);
        neighbourhood.form(TestCity.NEIGHBOUR, 20, before);
        Notice notice = published(aNotice().by(Channel.APP, Channel.SMS, Channel.WECHAT));

        workUntilNothingIsLeft();

        assertThat(batches.ofNotice(notice.id(), PageRequest.first()).items())
                .extracting(Batch::households)
                .containsExactly(500, 200);
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 2100, 0, 0, 0));
        assertThat(files("app")).hasSize(700);
        assertThat(files("sms")).hasSize(700);
        assertThat(files("wechat")).hasSize(700);
        assertThat(contacts.largestCall()).isLessThanOrEqualTo(200);
        assertThat(contacts.purposes()).containsOnly("daily-service");
        assertThat(notices.require(notice.id(), Scope.everything()).households())
                .isEqualTo(700);
    }

    @Test
    void addsUpInEveryBatchAfterEveryRound() {
        List<String> ids = neighbourhood.form(TestCity.COMMITTEE, 620, before);
        ids.subList(0, 30).forEach(contacts::hasNoPhone);
        Notice notice = published(aNotice().by(Channel.APP, Channel.SMS));
        for (int round = 0; round < PATIENCE && rounds.next(); round++) {
            for (Batch batch :
                    batches.ofNotice(notice.id(), PageRequest.first()).items()) {
                assertThat(batch.tally().sum()).isEqualTo(batch.accepted());
            }
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 1210, 0, 30, 0));
        assertThat(notices.require(notice.id(), Scope.everything()).work()).isEqualTo(Work.NONE);
    }

    @Test
    void freezesTheAudienceAtPublication() {
        neighbourhood.form(TestCity.COMMITTEE, 3, before);
        Notice notice = published(aNotice());
        clock.advance(Duration.ofSeconds(10));
        neighbourhood.form(TestCity.NEIGHBOUR, 2, clock.instant());
        Notice wide = aNotice()
                .named("01KAM3C9W0N000000000STREET")
                .to(TestCity.CITY, TestCity.DISTRICT, TestCity.STREET)
                .at(clock.instant().minus(Duration.ofSeconds(5)))
                .publishedIn(notices);
        workUntilNothingIsLeft();
        assertThat(tally(notice).sum()).isEqualTo(3);
        assertThat(tally(wide).sum()).isEqualTo(3);
    }

    @Test
    void goesOnWhereACrashAfterPlanningStoppedIt() {
        neighbourhood.form(TestCity.COMMITTEE, 40, before);
        Notice notice = published(aNotice().by(Channel.APP, Channel.SMS));
        List<Addressee> frozen = addressees(notice);
        batches.keep(Batch.plan(notice, 1, frozen, clock.instant()));
        neighbourhood.form(TestCity.NEIGHBOUR, 5, before); // would change the list were it not frozen

        workUntilNothingIsLeft();

        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 80, 0, 0, 0));
        assertThat(files("sms")).hasSize(40);
    }

    @Test
    void goesOnWhereACrashAmongTheDeliveriesStoppedIt() {
        neighbourhood.form(TestCity.COMMITTEE, 40, before);
        Notice notice = published(aNotice().by(Channel.APP));
        Batch planned = batches.keep(Batch.plan(notice, 1, addressees(notice), clock.instant()));
        deliveries.create(planned.addressees().subList(0, 25).stream()
                .map(addressee -> Delivery.queue(planned, addressee, Channel.APP, clock.instant(), clock.instant()))
                .toList());
        assertThat(sending.sendDue()).isTrue(); // sent before the batch was accepted

        workUntilNothingIsLeft();

        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 40, 0, 0, 0));
        assertThat(files("app")).hasSize(40);
    }

    @Test
    void leavesOneEffectWhereACrashTookTheNoteOfWhatWasSent() throws IOException {
        neighbourhood.form(TestCity.COMMITTEE, 12, before);
        Notice notice = published(aNotice().by(Channel.SMS));
        assertThat(fanningOut.advance()).isTrue();
        assertThat(sending.sendDue()).isTrue();
        List<Path> first = files("sms");
        List<Object> times = first.stream().map(DeliveriesAtWorkTest::touched).toList();
        mongo.getCollection("deliveries")
                .updateMany(
                        new Document(),
                        new Document("$set", new Document("state", "QUEUED").append("due", clock.instant())));

        workUntilNothingIsLeft();

        assertThat(files("sms")).isEqualTo(first);
        assertThat(files("sms").stream().map(DeliveriesAtWorkTest::touched).toList())
                .isEqualTo(times);
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 12, 0, 0, 0));
    }

    @Test
    void recountsABatchWhoseCounterACrashLeftBehind() {
        neighbourhood.form(TestCity.COMMITTEE, 12, before);
        Notice notice = published(aNotice());
        assertThat(fanningOut.advance()).isTrue();
        assertThat(sending.sendDue()).isTrue(); // and no recount: the process is gone
        assertThat(tally(notice)).isEqualTo(Tally.queued(12));
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 12, 0, 0, 0));
    }

    @Test
    void waitsForContactsWhileEverythingElseGoesOn() {
        neighbourhood.form(TestCity.COMMITTEE, 10, before);
        contacts.goAway(true);
        Notice notice = published(aNotice().by(Channel.APP, Channel.SMS));
        for (int round = 0; round < 30; round++) {
            rounds.next();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(tally(notice)).isEqualTo(new Tally(10, 0, 10, 0, 0, 0));
        contacts.goAway(false);
        clock.advance(Duration.ofSeconds(6));
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 20, 0, 0, 0));
    }

    @Test
    void keepsPhonesOutOfTheStoreAndMasksThemInTheFolder() throws IOException {
        neighbourhood.form(TestCity.COMMITTEE, 2, before);
        published(aNotice().by(Channel.SMS));
        workUntilNothingIsLeft();
        for (String collection : mongo.getCollectionNames()) {
            mongo.getCollection(collection)
                    .find()
                    .forEach(document -> assertThat(document.toJson()).doesNotContain("10012345678"));
        }
        for (Path file : files("sms")) {
            assertThat(Files.readString(file)).contains("100****5678", "【社区云】").doesNotContain("10012345678");
        }
    }

    @Test
    void keepsAnExerciseFromEveryPublicChannel() {
        neighbourhood.form(TestCity.COMMITTEE, 5, before);
        Notice notice = published(aNotice()
                .of("warning")
                .by(Channel.APP, Channel.SMS, Channel.WECHAT, Channel.SCREEN, Channel.LOUDSPEAKER)
                .coloured(Colour.RED)
                .inAnExercise());
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 0, 0, 0, 25));
        for (Channel channel : Channel.values()) {
            assertThat(files(channel.code())).isEmpty();
        }
        assertThat(files("exercise")).hasSize(5);
        assertThat(contacts.purposes()).isEmpty();
    }

    @Test
    void suppressesWhatARecallFindsUnsent() {
        neighbourhood.form(TestCity.COMMITTEE, 1200, before);
        Notice notice = published(aNotice());
        assertThat(rounds.next()).isTrue(); // the first batch of 500 is created and sent
        NoticeFixture.recall(notices, notice.id(), clock.instant());
        workUntilNothingIsLeft();
        Tally tally = tally(notice);
        assertThat(tally.queued()).isZero();
        assertThat(tally.delivered()).isEqualTo(500);
        assertThat(tally.sum()).isEqualTo(accepted(notice));
        assertThat(files("app")).hasSize(500);
        assertThat(notices.require(notice.id(), Scope.everything()).audienceComplete())
                .isTrue();
    }

    @Test
    void suppressesWhatWaitsForTheMorningWhenItIsRecalledAtNight() {
        neighbourhood.form(TestCity.COMMITTEE, 8, before);
        clock.advance(Duration.ofHours(13)); // 23:00
        Notice notice = published(aNotice().by(Channel.SMS));
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(Tally.queued(8));
        NoticeFixture.recall(notices, notice.id(), clock.instant());
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 0, 0, 0, 8));
        clock.advance(Duration.ofHours(12));
        workUntilNothingIsLeft();
        assertThat(files("sms")).isEmpty();
    }

    @Test
    void letsShortMessagesSleepUntilHalfPastSeven() {
        neighbourhood.form(TestCity.COMMITTEE, 4, before);
        clock.advance(Duration.ofHours(13)); // 23:00
        Notice quiet = published(aNotice().by(Channel.APP, Channel.SMS));
        Notice urgent = published(
                aNotice().named("01KAM3C9W0N000000000URGENT").by(Channel.SMS).urgent());
        workUntilNothingIsLeft();
        assertThat(tally(quiet)).isEqualTo(new Tally(4, 0, 4, 0, 0, 0));
        assertThat(tally(urgent)).isEqualTo(new Tally(0, 0, 4, 0, 0, 0));
        clock.advance(Duration.ofHours(8)); // past seven
        workUntilNothingIsLeft();
        assertThat(tally(quiet).queued()).isEqualTo(4);
        clock.advance(Duration.ofMinutes(30));
        workUntilNothingIsLeft();
        assertThat(tally(quiet)).isEqualTo(new Tally(0, 0, 8, 0, 0, 0));
    }

    @Test
    void expiresAndSendsNothingAfterwards() {
        neighbourhood.form(TestCity.COMMITTEE, 4, before);
        contacts.goAway(true);
        Notice notice = published(aNotice().by(Channel.APP, Channel.SMS).living(Duration.ofHours(1)));
        workUntilNothingIsLeft();
        clock.advance(Duration.ofHours(1));
        contacts.goAway(false);
        workUntilNothingIsLeft();
        assertThat(notices.require(notice.id(), Scope.everything()).status()).isEqualTo(NoticeState.EXPIRED);
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 4, 0, 0, 4));
        assertThat(files("sms")).isEmpty();
    }

    @Test
    void waitsForTheBeginningOfTheValidity() {
        neighbourhood.form(TestCity.COMMITTEE, 4, before);
        Notice notice = published(aNotice().validFrom(clock.instant().plus(Duration.ofHours(2))));
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(Tally.queued(4));
        clock.advance(Duration.ofHours(2));
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 4, 0, 0, 0));
    }

    @Test
    void putsUpOneSheetPerCommittee() {
        neighbourhood.form(TestCity.COMMITTEE, 6, before);
        neighbourhood.form(TestCity.NEIGHBOUR, 6, before);
        Notice notice = published(aNotice()
                .of("community_notice")
                .by(Channel.BOARD)
                .to(TestCity.CITY, TestCity.DISTRICT, TestCity.STREET));
        workUntilNothingIsLeft();
        assertThat(tally(notice)).isEqualTo(new Tally(0, 0, 12, 0, 0, 0));
        assertThat(files("board")).hasSize(2);
    }

    @Test
    void belongsToTheHouseholdOnlyOnceItWasSent() {
        List<String> ids = neighbourhood.form(TestCity.COMMITTEE, 1, before);
        Scope household = Scope.of("household", ids.getFirst());
        Notice notice = published(aNotice());
        assertThat(fanningOut.advance()).isTrue();
        assertThat(deliveries.page(null, null, household, PageRequest.first()).items())
                .isEmpty();
        assertThat(deliveries.reaches(notice.id(), household)).isFalse();
        workUntilNothingIsLeft();
        assertThat(deliveries
                        .page(notice.id(), null, household, PageRequest.first())
                        .items())
                .hasSize(1);
        assertThat(deliveries.reaches(notice.id(), household)).isTrue();
    }

    private Notice published(NoticeFixture notice) {
        return notice.at(clock.instant()).publishedIn(notices);
    }

    private List<Addressee> addressees(Notice notice) {
        return households.thereAt(notice.publishedAt(), Scope.area(notice.area()), null, 500).stream()
                .map(Addressee::of)
                .toList();
    }

    /** Receipts are asked for a second later, so the clock moves a little. */
    private void workUntilNothingIsLeft() {
        for (int round = 0; round < PATIENCE; round++) {
            boolean worked = rounds.next();
            clock.advance(Duration.ofSeconds(1));
            if (!worked && !rounds.next()) {
                return;
            }
        }
        throw new AssertionError("the background never comes to rest");
    }

    private Tally tally(Notice notice) {
        return batches.ofNotice(notice.id(), PageRequest.first(200)).items().stream()
                .map(Batch::tally)
                .reduce(Tally.NONE, Tally::plus);
    }

    private long accepted(Notice notice) {
        return batches.ofNotice(notice.id(), PageRequest.first(200)).items().stream()
                .mapToLong(Batch::accepted)
                .sum();
    }

    private List<Path> files(String channel) {
        Path folder = outbox.folder().resolve(channel);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Object touched(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
