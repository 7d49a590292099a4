/** The notice service: public notices and their way to each household. */
@NullMarked
package io.communitycloud.notice;

import org.jspecify.annotations.NullMarked;
