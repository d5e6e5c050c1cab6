package staffing

// AllenCunneen is the mean wait in seconds where arrivals and handle times have other
// squared coefficients of variation than the 1 of a Poisson stream and an exponential
// time: (arrivals+service)/2 times the Erlang C wait (Allen 1978; Cunneen).
func AllenCunneen(perHour, aht float64, n int, arrivals, service float64) float64 {
	return (arrivals + service) / 2 * ErlangC(perHour, aht, n).MeanWait
}
