package io.communitycloud.edge.forward;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * A service's answer: whole where it is small, so that patience covers its end too, otherwise streamed.
 *
 * @param whole whether all of it has arrived
 */
record ResponseBody(InputStream input, boolean whole) {

    static final BodyHandler<ResponseBody> READER = ResponseBody::subscriber;

    /** Up to here a body is held in memory. */
    private static final long HELD_BYTES = 64 * 1024;

    private static BodySubscriber<ResponseBody> subscriber(ResponseInfo info) {
        return isSmall(info)
                ? BodySubscribers.mapping(
                        BodySubscribers.ofByteArray(), bytes -> new ResponseBody(new ByteArrayInputStream(bytes), true))
                : BodySubscribers.mapping(BodySubscribers.ofInputStream(), input -> new ResponseBody(input, false));
    }

    private static boolean isSmall(ResponseInfo info) {
        long announced = info.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
        return announced <= HELD_BYTES || info.statusCode() == 204 || info.statusCode() == 304;
    }
}
