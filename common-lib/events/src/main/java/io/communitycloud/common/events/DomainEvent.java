package io.communitycloud.common.events;

/**
 * Something that happened to an aggregate, told in the past tense.
 *
 * <p>An event is a record of ids, areas and facts that are not personal: whoever needs a name or a phone number resolves
 * it when it is needed. Its type is named by {@link EventType}; the JSON sample in {@code contracts/events} is the
 * contract with other services, never the class.
 */
public interface DomainEvent {}
