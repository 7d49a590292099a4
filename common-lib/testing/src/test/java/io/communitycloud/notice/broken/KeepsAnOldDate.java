package io.communitycloud.notice.broken;

import java.util.Date;

record KeepsAnOldDate(Date date) {}
