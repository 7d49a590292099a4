package io.communitycloud.common.web;

/**
 * The version the caller has seen and wants to change; a controller argument read from {@code If-Match}.
 *
 * <p>Without the header the answer is 428 {@code precondition-required}; a tag that is not one of {@link Etags}, a list
 * of tags and {@code *} are 400. That the version is still the present one is the store's to say ({@link StaleVersion}).
 */
public record IfMatch(long version) {}
