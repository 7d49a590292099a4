package io.communitycloud.notice.broken.unmarked;

record Unmarked(String maybe) {}
