package io.communitycloud.notice.channel;

import java.io.IOException;

/** The way out to one channel. Each message key has one effect, however often it is handed over. */
interface Adaptor {

    /**
     * Hands a message over.
     *
     * @throws IOException where the channel does not take it for now
     */
    Outcome hand(Message message) throws IOException;

    /**
     * Whether the carrier says that a message has arrived.
     *
     * @throws IOException where the carrier does not answer for now
     */
    boolean hasArrived(Message message) throws IOException;
}
