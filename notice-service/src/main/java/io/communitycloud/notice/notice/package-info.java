/** Notices (公告): drafted, published to the households of an area, recalled or expired. */
@NullMarked
package io.communitycloud.notice.notice;

import org.jspecify.annotations.NullMarked;
