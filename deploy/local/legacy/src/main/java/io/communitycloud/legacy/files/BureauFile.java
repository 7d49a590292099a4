package io.communitycloud.legacy.files;

/** A file as a bureau writes it. */
@SuppressWarnings("ArrayRecordComponent")
record BureauFile(String name, byte[] content) {}
