package auto

import "turno/forecast"

// explain adds the burst risk to the mean and splits the baseline into factors: level, the
// period's usual interval; season, how the interval differs from it; burst, what skewness
// and bursts add to the median.
func (q *queue) explain() {
	v := q.volume
	n := v.Grid.N
	level, season, burst := make([]float64, n), make([]float64, n), ones(n)
	usual := make([]float64, n)
	var sum float64
	for i := range n {
		v.Mean[i] *= q.burst
		usual[i] = v.Quantiles[len(v.Levels)/2][i]
		if usual[i] <= 0.05*v.Mean[i] { // the median of rare contacts says nothing
			usual[i] = v.Mean[i]
		}
		sum += usual[i]
	}
	for i := range n {
		level[i] = sum / float64(n)
		if level[i] > 0 {
			season[i] = usual[i] / level[i]
		}
		if usual[i] > 0 {
			burst[i] = v.Mean[i] / usual[i]
		}
	}
	q.volume.Components = nil
	q.component("level", level)
	q.component("season", season)
	q.component("burst", burst)
}

// component adds a factor of the mean, unless it changes nothing.
func (q *queue) component(name string, factor []float64) {
	for _, f := range factor {
		if f != 1 {
			q.volume.Components = append(q.volume.Components, forecast.Component{Name: name, Factor: factor})
			return
		}
	}
}
