package io.communitycloud.store.bson;

/** A document that is already encoded and travels as it is. */
@SuppressWarnings("ArrayRecordComponent") // Identity is enough: it is written once and never compared.
public record RawDocument(byte[] bytes) {}
