// Package forecast holds the words of demand: the history of a queue (Series), what is
// known about its future (Campaign, Event), the forecast (Volume, with mean, quantiles and
// sample paths), the work each contact brings (Stream, Profile) and the Model interface
// that every forecasting method satisfies.
//
// The methods live in forecast/model; forecast/auto is the only door through which the
// rest of turno asks for a forecast. Queues are plain names here: their channels, targets
// and hours belong to package schedule.
package forecast
