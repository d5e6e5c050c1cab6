package auto

// Choice is how one queue is forecast: which methods, how much each counts and how their
// spread is corrected. It is a plain value that can be kept with the results and given
// back in Options, which saves choosing again.
type Choice struct {
	Queue   string
	Members []Member // methods that count, the heaviest first
	Low     float64  // multiple of the distance from the median to the lower quantiles
	High    float64  // the same for the upper quantiles
	Mean    float64  // multiple of the mean
	Origins int      // weeks of its own past that the choice was checked on; 0 is by default
}

// Member is one method of a choice.
type Member struct {
	Method string
	Weight float64 // share, above 0; the weights of a choice sum to 1
	Loss   float64 // weighted quantile loss on the weeks checked; 0 when none were
}
