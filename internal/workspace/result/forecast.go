package result

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"turno/forecast"
	"turno/internal/workspace/table"
)

const factor = "factor "

// most is the greatest number that a result table holds.
const most = 1e15

// WriteForecast writes forecast.csv: per queue and interval the mean, the quantiles, the
// correlation of neighbouring intervals, the share of the spread that lasts for days
// (slow), the share of rushes above the quantiles (bursts) and the half-life of these in
// hours (burst_hours), and the factors whose product is the mean.
// Quantiles and factors that a queue does not have are empty cells.
func WriteForecast(w io.Writer, volumes []forecast.Volume) error {
	if len(volumes) == 0 {
		return fmt.Errorf("forecast of no queue")
	}
	levels, factors, err := forecastColumns(volumes)
	if err != nil {
		return err
	}
	header := []string{"queue", "start", "end", "mean"}
	for _, p := range levels {
		header = append(header, levelName(p))
	}
	header = append(header, "correlation", "slow", "bursts", "burst_hours")
	for _, f := range factors {
		header = append(header, factor+f)
	}
	out := newWriter(w, volumes[0].Grid.Zone(), header...)
	for _, v := range volumes {
		for i := range v.Grid.N {
			row := []string{table.Guard(v.Queue), out.time(v.Grid.At(i)), out.time(v.Grid.At(i + 1)), figure(v.Mean[i], exact)}
			for _, p := range levels {
				row = append(row, cell(slices.Index(v.Levels, p), func(k int) float64 { return v.Quantiles[k][i] }))
			}
			row = append(row, figure(v.Correlation, exact), figure(v.SlowAt(i), exact), figure(v.Bursts.Share, exact), figure(v.Bursts.HalfLife, exact))
			for _, f := range factors {
				row = append(row, cell(component(v, f), func(k int) float64 { return v.Components[k].Factor[i] }))
			}
			out.row(row...)
		}
	}
	return out.close()
}

func cell(k int, at func(int) float64) string {
	if k < 0 {
		return ""
	}
	return figure(at(k), exact)
}

func component(v forecast.Volume, name string) int {
	return slices.IndexFunc(v.Components, func(c forecast.Component) bool { return c.Name == name })
}

// forecastColumns are the levels, ascending, and the factors, as they appear, of all
// queues.
func forecastColumns(volumes []forecast.Volume) (levels []float64, factors []string, err error) {
	for _, v := range volumes {
		if err := v.Check(); err != nil {
			return nil, nil, err
		}
		for _, p := range v.Levels {
			if !slices.Contains(levels, p) {
				levels = append(levels, p)
			}
		}
		for k, c := range v.Components {
			if component(v, c.Name) != k || len(c.Factor) != v.Grid.N || c.Name == "" || c.Name != strings.TrimSpace(c.Name) {
				return nil, nil, fmt.Errorf("queue %s: the factor %q has no plain name, is there twice or not for every interval", v.Queue, c.Name)
			}
			if !slices.Contains(factors, c.Name) {
				factors = append(factors, c.Name)
			}
		}
	}
	slices.Sort(levels)
	return levels, factors, nil
}

func levelName(p float64) string { return "p" + strconv.FormatFloat(p*100, 'g', 12, 64) }

func parseLevel(header string) (float64, bool) {
	digits, ok := strings.CutPrefix(header, "p")
	if !ok || strings.Trim(digits, "0123456789.") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(digits, 64)
	return x / 100, err == nil && x > 0 && x < 100
}

func isForecastColumn(header string) bool {
	_, level := parseLevel(header)
	return level || strings.HasPrefix(header, factor)
}

// forecastRow is one interval as read: further holds the quantiles and factors that are
// not empty, by column.
type forecastRow struct {
	mean, correlation, slow float64
	bursts                  forecast.Bursts
	further                 []float64
	given                   []bool
}

// ReadForecast reads what WriteForecast wrote, people's edits included, to the last
// bit. Queues come in order of first appearance, rows in any order. Local times are of the
// zone. The name is the file's, for messages. The error is a *fault.Error with all faults,
// or that of the disk.
func ReadForecast(name string, r io.Reader, zone *time.Location) ([]forecast.Volume, error) {
	const queue, start, end, mean, correlation, slow, bursts, lasts, first = 0, 1, 2, 3, 4, 5, 6, 7, 8
	t := table.NewReader(name, r, table.Layout{Strict: true, Rows: maxRows, More: isForecastColumn, Columns: []table.Column{
		{Name: "queue", Required: true}, {Name: "start", Required: true}, {Name: "end", Required: true}, {Name: "mean", Required: true}, {Name: "correlation"}, {Name: "slow"},
		{Name: "bursts"}, {Name: "burst_hours"}}})
	var queues byQueue[forecastRow]
	for t.Next() {
		row := interval[forecastRow]{line: t.Line()}
		row.from, row.to = t.Span(start, end, zone)
		row.value.mean = t.Number(mean, 0, most)
		if t.Cell(correlation) != "" {
			row.value.correlation = t.Number(correlation, -1, 1)
		}
		if t.Cell(slow) != "" {
			row.value.slow = t.Number(slow, 0, 1)
		}
		if t.Cell(bursts) != "" && t.Cell(lasts) != "" {
			row.value.bursts = forecast.Bursts{Share: t.Number(bursts, 0, 1), HalfLife: t.Number(lasts, 0, most)}
		}
		row.value.further, row.value.given = make([]float64, len(t.Further())), make([]bool, len(t.Further()))
		for k := range t.Further() {
			if t.Cell(first+k) != "" {
				row.value.further[k], row.value.given[k] = t.Number(first+k, 0, most), true
			}
		}
		queues.add(queueName(t, queue), row)
	}
	if t.Err() == nil && t.Rows() == 0 {
		t.RejectRow(0, "no rows below the header: expected one for each queue and interval")
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	var volumes []forecast.Volume
	for _, q := range queues.queues {
		volumes = append(volumes, readVolume(t, q))
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	return volumes, nil
}

func queueName(t *table.Reader, column int) string {
	if t.Cell(column) == "" {
		t.Reject(column, "expected the name of a queue", "")
	}
	return t.Text(column)
}

func readVolume(t *table.Reader, q *queueRows[forecastRow]) forecast.Volume {
	v := forecast.Volume{Queue: q.name, Grid: q.grid(t), Correlation: q.rows[0].value.correlation, Slow: q.rows[0].value.slow, Bursts: q.rows[0].value.bursts}
	for _, r := range q.rows {
		v.Mean = append(v.Mean, r.value.mean)
		v.Slows = append(v.Slows, r.value.slow)
	}
	if slices.Min(v.Slows) == slices.Max(v.Slows) {
		v.Slows = nil
	} else {
		v.Slow = forecast.MeanShare(v.Slows)
	}
	type quantile struct {
		level  float64
		values []float64
	}
	var quantiles []quantile
	for k, header := range t.Further() {
		if !q.rows[0].value.given[k] {
			continue
		}
		values := make([]float64, len(q.rows))
		for i, r := range q.rows {
			if values[i] = r.value.further[k]; !r.value.given[k] {
				t.RejectRow(r.line, "queue %s: %s is empty: expected a number, as in the queue's first row", q.name, header)
				return v
			}
		}
		if p, level := parseLevel(header); level {
			quantiles = append(quantiles, quantile{p, values})
		} else {
			v.Components = append(v.Components, forecast.Component{Name: strings.TrimPrefix(header, factor), Factor: values})
		}
	}
	slices.SortStableFunc(quantiles, func(a, b quantile) int { return cmp.Compare(a.level, b.level) })
	for _, x := range quantiles {
		v.Levels, v.Quantiles = append(v.Levels, x.level), append(v.Quantiles, x.values)
	}
	for i, r := range q.rows {
		for k := 1; k < len(v.Levels); k++ {
			if v.Levels[k] == v.Levels[k-1] {
				t.RejectRow(1, "%s is there twice: expected one column of it", levelName(v.Levels[k]))
				return v
			}
			if v.Quantiles[k][i] < v.Quantiles[k-1][i] {
				t.RejectRow(r.line, "queue %s: %s is below %s: expected quantiles that rise", q.name, levelName(v.Levels[k]), levelName(v.Levels[k-1]))
			}
		}
	}
	return v
}
