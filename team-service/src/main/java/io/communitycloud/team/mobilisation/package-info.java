/** Mobilisation: the teams of an area are called, answer, stand in for one another and are let go again. */
@NullMarked
package io.communitycloud.team.mobilisation;

import org.jspecify.annotations.NullMarked;
