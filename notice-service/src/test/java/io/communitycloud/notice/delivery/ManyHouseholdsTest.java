package io.communitycloud.notice.delivery;

import static io.communitycloud.notice.notice.NoticeFixture.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.notice.TestCity;
import io.communitycloud.notice.WorkedByHand;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.channel.OutboxFolder;
import io.communitycloud.notice.contact.FakeContacts;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.Notices;
import io.communitycloud.notice.notice.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

/**
 * A notice to very many households: {@code -Dnotice.households=100000} makes it as many as a city's, and then wants a store
 * in a process of its own ({@code MONGODB_URI}); by default it is a few batches, so that the build stays short.
 */
class ManyHouseholdsTest extends WorkedByHand {

    private static final Logger LOG = LoggerFactory.getLogger(ManyHouseholdsTest.class);
    private static final int HOUSEHOLDS = Integer.getInteger("notice.households", 2_000);

    @Autowired
    private Notices notices;

    @Autowired
    private Batches batches;

    @Autowired
    private Rounds rounds;

    @Autowired
    private OutboxFolder outbox;

    @Test
    void addsUpAtEveryMomentAndReachesEachHouseholdOnceThroughManyCrashes() throws IOException {
        settle();
        clock.advance(Duration.ofDays(1));
        contacts.failEvery(7); // a crash in the middle of a round, again and again
        Notice notice = aNotice()
                .to(TestCity.CITY, TestCity.DISTRICT)
                .by(Channel.APP, Channel.SMS)
                .urgent()
                .at(clock.instant())
                .publishedIn(notices);
        long began = System.nanoTime();
        int crashes = 0;
        int round = 0;
        boolean worked = true;
        while (worked || notices.require(notice.id(), Scope.everything()).work() != Work.NONE) {
            try {
                worked = rounds.next();
            } catch (FakeContacts.Crash crash) {
                crashes++;
                worked = true;
            }
            clock.advance(Duration.ofMillis(500));
            if (++round % 50 == 0) {
                Tally tally = addUp(notice);
                LOG.info("round {}: {}", round, tally);
            }
            if (!worked) {
                clock.advance(Duration.ofSeconds(2));
                worked = rounds.next();
            }
        }
        LOG.info(
                "{} households in {} rounds, {} crashes, {} s",
                HOUSEHOLDS,
                round,
                crashes,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        assertThat(addUp(notice)).isEqualTo(new Tally(0, 0, 2L * HOUSEHOLDS, 0, 0, 0));
        assertThat(crashes).isPositive();
        assertThat(files("app")).isEqualTo(HOUSEHOLDS);
        assertThat(files("sms")).isEqualTo(HOUSEHOLDS);
        FileSystemUtils.deleteRecursively(outbox.folder());
    }

    /** Sums the batches up and checks each on the way. */
    private Tally addUp(Notice notice) {
        Tally sum = Tally.NONE;
        PageRequest request = PageRequest.first(PageRequest.MAXIMUM_LIMIT);
        while (true) {
            Page<Batch> page = batches.ofNotice(notice.id(), request);
            for (Batch batch : page.items()) {
                assertThat(batch.tally().sum()).isEqualTo(batch.accepted());
                sum = sum.plus(batch.tally());
            }
            String next = page.next();
            if (next == null) {
                return sum;
            }
            request = new PageRequest(PageRequest.MAXIMUM_LIMIT, Cursor.decode(next));
        }
    }

    private void settle() {
        List<Document> some = new ArrayList<>();
        for (int number = 1; number <= HOUSEHOLDS; number++) {
            String committee = number % 2 == 0 ? TestCity.COMMITTEE : TestCity.TENTH;
            some.add(new Document("_id", String.format(Locale.ROOT, "H%07d", number))
                    .append("area", committee)
                    .append("scope", List.of(TestCity.CITY, TestCity.DISTRICT, TestCity.STREET, committee))
                    .append("since", clock.instant())
                    .append("seen", 1L));
            if (some.size() == 1_000 || number == HOUSEHOLDS) {
                mongo.getCollection("households").insertMany(some);
                some.clear();
            }
        }
    }

    private long files(String channel) throws IOException {
        try (Stream<Path> all = Files.walk(outbox.folder().resolve(channel))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
