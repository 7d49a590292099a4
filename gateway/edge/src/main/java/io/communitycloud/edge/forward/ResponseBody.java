package io.communitycloud.edge.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * A service's answer: whole where it is small, so that patience covers its end too, otherwise streamed.
 *
 * @param whole whether all of it has arrived
 * @param events whether it is a stream of events, each to be passed on as it comes
 */
record ResponseBody(InputStream input, boolean whole, boolean events) {

    static final BodyHandler<ResponseBody> READER = ResponseBody::subscriber;

    /** Up to here a body is held in memory. */
    private static final int HELD_BYTES = 64 * 1024;

    private static BodySubscriber<ResponseBody> subscriber(ResponseInfo info) {
        return isSmall(info)
                ? BodySubscribers.mapping(
                        BodySubscribers.ofByteArray(),
                        bytes -> new ResponseBody(new ByteArrayInputStream(bytes), true, false))
                : BodySubscribers.mapping(
                        BodySubscribers.ofInputStream(), input -> new ResponseBody(input, false, isEvents(info)));
    }

    /** Whether nothing of it must be read before it is passed on. */
    boolean hasBegun() {
        return whole || events;
    }

    /**
     * Reads the beginning of an answer whose length was not announced; most end there and are whole then, so that one
     * that breaks off is a failed call and not half an answer.
     */
    ResponseBody begun() {
        if (hasBegun()) {
            return this;
        }
        try {
            byte[] beginning = input.readNBytes(HELD_BYTES);
            InputStream begun = new ByteArrayInputStream(beginning);
            if (beginning.length < HELD_BYTES) {
                input.close();
                return new ResponseBody(begun, true, false);
            }
            return new ResponseBody(new SequenceInputStream(begun, input), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the rest of the answer go, whoever is reading it. */
    void abandon() {
        try {
            input.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSmall(ResponseInfo info) {
        long announced = info.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
        return announced <= HELD_BYTES || info.statusCode() == 204 || info.statusCode() == 304;
    }

    private static boolean isEvents(ResponseInfo info) {
        return info.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("text/event-stream") || type.startsWith("application/x-ndjson"))
                .isPresent();
    }
}
