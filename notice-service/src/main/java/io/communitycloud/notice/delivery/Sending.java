package io.communitycloud.notice.delivery;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.notice.category.Categories;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.channel.Channels;
import io.communitycloud.notice.channel.Message;
import io.communitycloud.notice.contact.Contact;
import io.communitycloud.notice.contact.Contacts;
import io.communitycloud.notice.contact.ContactsAway;
import io.communitycloud.notice.notice.Content;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.NoticeState;
import io.communitycloud.notice.notice.Notices;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Sends what is due, some hundred deliveries at a time.
 *
 * <p>Whether a message may go out is decided when it goes out: a notice that ended meanwhile, the quiet hours and the
 * contacts of a household are looked at here and not when it was queued. Handing over comes before noting it, under a key
 * that the channel takes once: a crash between the two repeats nothing but the note.
 */
@Service
class Sending {

    static final int AT_ONCE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    /** While nobody tells contacts, nobody is asked: the channels that need none go on at full pace. */
    private static final Duration ASK_AGAIN_FOR_CONTACTS = Duration.ofSeconds(5);

    private static final Duration ASK_AGAIN_FOR_ARRIVAL = Duration.ofSeconds(1);

    private final Notices notices;
    private final Deliveries deliveries;
    private final Recounts recounts;
    private final Categories categories;
    private final Channels channels;
    private final Contacts contacts;
    private final Clock clock;
    private Instant contactsAwayUntil = Instant.EPOCH;

    Sending(
            Notices notices,
            Deliveries deliveries,
            Recounts recounts,
            Categories categories,
            Channels channels,
            Contacts contacts,
            Clock clock) {
        this.notices = notices;
        this.deliveries = deliveries;
        this.recounts = recounts;
        this.categories = categories;
        this.channels = channels;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Works off what has been due longest; false where nothing is due. */
    boolean sendDue() {
        List<Delivery> due = deliveries.due(clock.instant(), AT_ONCE);
        Map<Lot, List<Delivery>> lots = new LinkedHashMap<>();
        due.forEach(delivery ->
                lots.computeIfAbsent(Lot.of(delivery), key -> new ArrayList<>()).add(delivery));
        lots.forEach((lot, of) -> {
            recounts.mark(of.stream().map(Delivery::batch).toList());
            deliveries.note(workOff(lot, of));
        });
        return !due.isEmpty();
    }

    /** Deliveries of one notice by one channel that are at the same point. */
    private record Lot(String notice, Channel channel, DeliveryState state) {

        static Lot of(Delivery delivery) {
            return new Lot(delivery.notice(), delivery.channel(), delivery.deliveryState());
        }
    }

    private List<Change> workOff(Lot lot, List<Delivery> due) {
        Optional<Notice> found = notices.find(lot.notice(), Scope.everything());
        if (found.isEmpty()) {
            return each(due, delivery -> Change.suppressed(delivery, "removed"));
        }
        Notice notice = found.get();
        return lot.state() == DeliveryState.SENT ? askForArrival(notice, due) : send(notice, lot.channel(), due);
    }

    private List<Change> send(Notice notice, Channel channel, List<Delivery> due) {
        Content content = notice.content();
        Instant now = clock.instant();
        if (notice.status() != NoticeState.PUBLISHED) {
            return each(due, delivery -> Change.suppressed(delivery, Settling.reasonOf(notice)));
        }
        if (!now.isBefore(content.expiresAt())) {
            return each(due, delivery -> Change.suppressed(delivery, "expired"));
        }
        Optional<Instant> morning = categories.quietHours().endFor(channel, content.priority(), content.colour(), now);
        if (morning.isPresent()) {
            return each(due, delivery -> Change.waiting(delivery, morning.get(), "quiet-hours"));
        }
        // Nobody is looked up for an exercise.
        return channel.reach() == Channel.Reach.PHONE && !content.exercise()
                ? sendByPhone(notice, due)
                : each(due, delivery -> hand(notice, delivery, null));
    }

    private List<Change> sendByPhone(Notice notice, List<Delivery> due) {
        List<Change> changes = new ArrayList<>();
        for (int from = 0; from < due.size(); from += Contacts.MOST) {
            List<Delivery> part = due.subList(from, Math.min(due.size(), from + Contacts.MOST));
            Map<String, Contact> reached = contactsOf(notice, part);
            if (reached == null) {
                changes.addAll(each(part, delivery -> Change.waiting(delivery, contactsAwayUntil, "contacts-away")));
                continue;
            }
            changes.addAll(each(part, delivery -> {
                Contact contact = reached.get(delivery.household());
                return contact == null
                        ? Change.failed(delivery, "no-contact")
                        : hand(notice, delivery, contact.phone());
            }));
        }
        return changes;
    }

    /** Null while nobody tells. */
    private @Nullable Map<String, Contact> contactsOf(Notice notice, List<Delivery> part) {
        if (clock.instant().isBefore(contactsAwayUntil)) {
            return null;
        }
        String purpose = categories.require(notice.content().category()).purpose();
        try {
            return new HashMap<>(
                    contacts.of(part.stream().map(Delivery::household).toList(), notice.area(), purpose));
        } catch (ContactsAway away) {
            contactsAwayUntil = clock.instant().plus(ASK_AGAIN_FOR_CONTACTS);
            LOG.warn("Messages to phones wait: {}", String.valueOf(away.getCause()));
            return null;
        }
    }

    private Change hand(Notice notice, Delivery delivery, @Nullable String phone) {
        try {
            return switch (channels.hand(message(notice, delivery, phone))) {
                case SENT -> Change.sent(delivery, clock.instant().plus(ASK_AGAIN_FOR_ARRIVAL));
                case DELIVERED -> Change.delivered(delivery);
                case WITHHELD -> Change.suppressed(delivery, "exercise");
            };
        } catch (IOException refused) {
            return tryAgain(delivery, "channel-away", refused);
        }
    }

    private List<Change> askForArrival(Notice notice, List<Delivery> due) {
        return each(due, delivery -> {
            try {
                return channels.hasArrived(message(notice, delivery, null))
                        ? Change.arrived(delivery)
                        : BackOff.after(delivery.attempts())
                                .map(pause ->
                                        Change.again(delivery, clock.instant().plus(pause), "no-receipt"))
                                .orElseGet(() -> Change.failed(delivery, "no-receipt"));
            } catch (IOException away) {
                return tryAgain(delivery, "carrier-away", away);
            }
        });
    }

    private Change tryAgain(Delivery delivery, String reason, IOException failure) {
        LOG.warn("{} is tried again: {}", delivery.id(), failure.toString());
        return BackOff.after(delivery.attempts())
                .map(pause -> Change.again(delivery, clock.instant().plus(pause), reason))
                .orElseGet(() -> Change.failed(delivery, reason));
    }

    private static Message message(Notice notice, Delivery delivery, @Nullable String phone) {
        Content content = notice.content();
        return new Message(
                delivery.id(),
                notice.id(),
                Batch.numberOf(delivery.batch()),
                delivery.household(),
                delivery.area(),
                delivery.channel(),
                content.title(),
                content.text(),
                notice.publishedAt().atZone(CITY_TIME).toLocalDate(),
                phone,
                content.exercise());
    }

    private static List<Change> each(List<Delivery> due, Function<Delivery, Change> change) {
        return due.stream().map(change).toList();
    }
}
