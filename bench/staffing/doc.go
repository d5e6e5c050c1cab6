// Package staffing holds the requirement against the simulator: teams that staff every
// sample exactly as the requirement asks, replayed under the forecast they are staffed for.
package staffing
