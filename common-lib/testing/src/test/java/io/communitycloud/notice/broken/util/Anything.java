package io.communitycloud.notice.broken.util;

record Anything(String value) {}
