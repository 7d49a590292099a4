package io.communitycloud.conformance;

/**
 * What the kit answers.
 *
 * @param retryAfter seconds, 0 where nothing is said of them
 */
record Reply(int status, String code, int retryAfter) {

    String body() {
        if (status < 400) {
            return "{\"id\":\"01CONFORMANCE\"}";
        }
        return "{\"type\":\"/problems/" + code + "\",\"title\":\"" + code + "\",\"status\":" + status + ",\"code\":\""
                + code + "\",\"retriable\":" + (retryAfter > 0) + "}";
    }
}
