package io.communitycloud.notice.channel;

import io.communitycloud.common.privacy.Masks;
import io.communitycloud.notice.category.Categories;
import io.communitycloud.notice.category.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only door to the channels. Behind it stand the local adaptors, which lay messages into {@link OutboxFolder}.
 *
 * <p>Here stands the fence: a message of an exercise is laid into the exercise's own drawer and never handed to the
 * adaptor of a channel, whatever led it here.
 */
@Component
public class Channels {

    private static final String EXERCISE = "exercise";
    private static final String EXERCISE_MARK = "【演练】";

    private final OutboxFolder outbox;
    private final String smsSignature;
    private final JsonMapper json;

    Channels(OutboxFolder outbox, Categories categories, JsonMapper json) {
        this.outbox = outbox;
        this.smsSignature = categories.limits().smsSignature();
        this.json = json;
    }

    /**
     * Hands a message to its channel; the same key again changes nothing.
     *
     * @throws IOException where the channel does not take it for now
     */
    public Outcome hand(Message message) throws IOException {
        if (message.exercise()) {
            layIntoTheDrawer(message);
            return Outcome.WITHHELD;
        }
        return adaptorOf(message.channel()).hand(message);
    }

    /**
     * Whether a message that was handed over has arrived.
     *
     * @throws IOException where the carrier does not answer for now
     */
    public boolean hasArrived(Message message) throws IOException {
        return !message.exercise() && adaptorOf(message.channel()).hasArrived(message);
    }

    private Adaptor adaptorOf(Channel channel) {
        return switch (channel.reach()) {
            case PHONE -> new Carrier();
            case HOUSEHOLD -> new Letterbox();
            case COMMITTEE -> new Sheet();
        };
    }

    /** One sheet per notice and channel is enough to see in an exercise what would have gone out. */
    private void layIntoTheDrawer(Message message) throws IOException {
        Path at = Path.of(EXERCISE, message.channel().code(), message.day().toString(), message.noticeId() + ".json");
        outbox.lay(at, write(message, EXERCISE_MARK + message.title(), EXERCISE_MARK + message.text(), false));
    }

    private static Path own(Message message) {
        return Path.of(
                message.channel().code(),
                message.day().toString(),
                message.noticeId(),
                Integer.toString(message.batch()),
                message.key() + ".json");
    }

    private String write(Message message, String title, String text, boolean addressed) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("noticeId", message.noticeId());
        content.put("channel", message.channel());
        if (addressed) {
            content.put("deliveryId", message.key());
            content.put("householdId", message.householdId());
        }
        String phone = message.phone();
        if (addressed && phone != null) {
            // The folder stands for the carrier, who would see the number; a person who opens it need not.
            content.put("to", Masks.phone(phone));
        }
        content.put("title", title);
        content.put("text", text);
        return json.writeValueAsString(content);
    }

    /** SMS and WeChat: somebody else carries the message and tells later that it arrived. */
    private final class Carrier implements Adaptor {

        @Override
        public Outcome hand(Message message) throws IOException {
            if (message.phone() == null) {
                throw new IllegalArgumentException(message + " has no phone to go to");
            }
            String text = message.channel() == Channel.SMS ? smsSignature + message.text() : message.text();
            outbox.lay(own(message), write(message, message.title(), text, true));
            return Outcome.SENT;
        }

        @Override
        public boolean hasArrived(Message message) {
            return outbox.holds(own(message));
        }
    }

    /** App and leaflet: what is laid there has arrived. */
    private final class Letterbox implements Adaptor {

        @Override
        public Outcome hand(Message message) throws IOException {
            outbox.lay(own(message), write(message, message.title(), message.text(), true));
            return Outcome.DELIVERED;
        }

        @Override
        public boolean hasArrived(Message message) {
            return true;
        }
    }

    /** Board, screen, loudspeaker and the like: one sheet for all households of a committee. */
    private final class Sheet implements Adaptor {

        @Override
        public Outcome hand(Message message) throws IOException {
            Path at = Path.of(
                    message.channel().code(), message.day().toString(), message.noticeId(), message.area() + ".json");
            outbox.lay(at, write(message, message.title(), message.text(), false));
            return Outcome.DELIVERED;
        }

        @Override
        public boolean hasArrived(Message message) {
            return true;
        }
    }
}
