package io.communitycloud.common.web;

/**
 * The caller's promise that two requests with this key are one; a controller argument, null where the caller made no
 * promise.
 *
 * @param client who promises: client id and subject, so that two callers never meet in one key
 * @param route method and path, so that one key used on two things is two keys
 * @param key at most 255 visible characters
 * @param fingerprint hexadecimal SHA-256 of the bytes of the request body
 */
public record IdempotencyKey(String client, String route, String key, String fingerprint) {}
