/** MongoDB's commands, as far as they are supported, and the refusal of the rest. */
@NullMarked
package io.communitycloud.store.command;

import org.jspecify.annotations.NullMarked;
