/** Whom of a household a message reaches, asked for at the moment of sending and never kept. */
@NullMarked
package io.communitycloud.notice.contact;

import org.jspecify.annotations.NullMarked;
