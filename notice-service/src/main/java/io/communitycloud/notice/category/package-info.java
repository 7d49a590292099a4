/** Categories of notices (公示公告类别) with what each allows: channels, lengths, lifetimes, quiet hours. */
@NullMarked
package io.communitycloud.notice.category;

import org.jspecify.annotations.NullMarked;
