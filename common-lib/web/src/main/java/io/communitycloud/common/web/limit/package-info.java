/** What a request may be: its size, its characters, its parameters. */
@NullMarked
package io.communitycloud.common.web.limit;

import org.jspecify.annotations.NullMarked;
